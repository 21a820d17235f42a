/* The site reads without this file; it only makes two things easier. */
(function () {
  "use strict";

  /* The menu button is a label: let a keyboard reach and press it. */
  var drawer = document.getElementById("__drawer");
  var label = document.querySelector(".gg-menu");
  if (drawer && label) {
    var button = document.createElement("span");
    button.tabIndex = 0;
    button.setAttribute("role", "button");
    button.setAttribute("aria-label", label.title);
    button.append.apply(button, Array.from(label.childNodes));
    label.append(button);
    var tell = function () {
      button.setAttribute("aria-expanded", String(drawer.checked));
    };
    tell();
    drawer.addEventListener("change", tell);
    button.addEventListener("keydown", function (event) {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      drawer.click();
    });
  }

  /* A printed page shows what a screen folds away. */
  var folded = [];
  window.addEventListener("beforeprint", function () {
    folded = Array.from(document.querySelectorAll("details:not([open])"));
    folded.forEach(function (one) { one.open = true; });
  });
  window.addEventListener("afterprint", function () {
    folded.forEach(function (one) { one.open = false; });
  });
})();
