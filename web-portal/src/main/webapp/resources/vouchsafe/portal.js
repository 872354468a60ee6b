/* The portal's only script of its own: theme, copy buttons, confirmation by typing. No framework, no network. */
(function () {
  'use strict';
  var root = document.documentElement;

  function remember(name, value) {
    document.cookie = name + '=' + value + ';path=/portal;max-age=31536000;samesite=lax';
  }

  function preferred() {
    return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  }

  // The server writes the theme from the cookie; without a cookie the system's choice holds.
  if (!root.dataset.theme || root.dataset.theme === 'auto') {
    root.dataset.theme = preferred();
  }

  document.addEventListener('click', function (event) {
    var target = event.target.closest('button, a');
    if (!target) { return; }
    if (target.id === 'theme-switch') {
      root.dataset.theme = root.dataset.theme === 'dark' ? 'light' : 'dark';
      remember('vs-theme', root.dataset.theme);
    } else if (target.dataset.copy !== undefined) {
      navigator.clipboard.writeText(target.dataset.copy).then(function () {
        target.classList.add('copied');
        setTimeout(function () { target.classList.remove('copied'); }, 1500);
      });
    }
  });

  // A button with data-type-to-confirm stays off until the field beside it holds that word.
  document.addEventListener('input', function (event) {
    var field = event.target;
    if (field.dataset.confirm === undefined) { return; }
    var button = document.getElementById(field.dataset.confirms);
    if (button) { button.disabled = field.value.trim() !== field.dataset.confirm; }
  });
}());
