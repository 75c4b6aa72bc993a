"use strict";
for (const file of document.querySelectorAll(".file")) {
  const selects = file.querySelectorAll("select");
  const status = file.querySelector("[role=status]");
  const points = file.querySelectorAll(".point");
  const show = () => {
    let shown = 0;
    for (const point of points) {
      let left = 0;
      for (const finding of point.querySelectorAll(".finding")) {
        const fits = [...selects].every((s) => !s.value || finding.dataset[s.name] === s.value);
        finding.hidden = !fits;
        left += fits ? 1 : 0;
      }
      point.hidden = left === 0;
      shown += left;
      const mark = document.getElementById(point.id.replace("point", "words"));
      if (mark) mark.classList.toggle("off", left === 0);
    }
    status.textContent = `${shown} shown`;
  };
  for (const select of selects) select.addEventListener("change", show);
  const filters = file.querySelector(".filters");
  if (filters) filters.hidden = false;
}
