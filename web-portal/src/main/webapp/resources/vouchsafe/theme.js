/* Before anything is drawn: without a choice of the person the system's light or dark holds. */
(function () {
  'use strict';
  var root = document.documentElement;
  if (root.dataset.theme !== 'light' && root.dataset.theme !== 'dark') {
    root.dataset.theme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  }
}());
