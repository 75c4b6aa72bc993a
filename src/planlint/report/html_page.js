"use strict";
for (const file of document.querySelectorAll(".file")) {
  const selects = file.querySelectorAll(".filters select");
  const status = file.querySelector(".filters [role=status]");
  const points = file.querySelectorAll(".point");
  const total = points.length;
  const show = () => {
    let shown = 0;
    for (const point of points) {
      let left = 0;
      for (const finding of point.querySelectorAll(".finding")) {
        finding.hidden = ![...selects].every((s) => !s.value || finding.dataset[s.name] === s.value);
        left += finding.hidden ? 0 : 1;
      }
      point.hidden = left === 0;
      shown += left ? 1 : 0;
      const mark = document.getElementById(point.id.replace("point", "words"));
      if (mark) mark.classList.toggle("off", left === 0);
    }
    if (shown === total) status.textContent = `All ${total} points are shown.`;
    else if (shown) status.textContent = `${shown} of ${total} points ${shown === 1 ? "is" : "are"} shown.`;
    else status.textContent = "No point fits both choices.";
  };
  const filters = file.querySelector(".filters");
  if (!filters) continue;
  for (const select of selects) select.addEventListener("change", show);
  filters.querySelector("button").addEventListener("click", () => {
    for (const select of selects) select.value = "";
    show();
  });
  filters.hidden = false;
  show();
}
