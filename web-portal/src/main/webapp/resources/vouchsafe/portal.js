/* The portal's only script of its own: theme, navigation, copying, dialogs, confirmation by typing, verifying rows. No network
   but the portal itself. What it does not do still works: pages and forms are the server's. */
(function () {
  'use strict';
  var root = document.documentElement;
  var main = document.getElementById('main');

  function remember(name, value) {
    document.cookie = name + '=' + value + ';path=/portal;max-age=31536000;samesite=lax';
  }

  function say(text) {
    document.getElementById('said').textContent = text;
  }

  // --- copying -----------------------------------------------------------------------------------
  function copy(button) {
    var text = button.dataset.copy;
    function done() {
      button.classList.add('copied');
      say(main.dataset.textCopied);
      setTimeout(function () { button.classList.remove('copied'); }, 1500);
    }
    if (navigator.clipboard) {
      navigator.clipboard.writeText(text).then(done);
      return;
    }
    var area = document.createElement('textarea'); // plain http: no clipboard interface
    area.value = text;
    area.className = 'sr';
    button.after(area);
    area.select();
    if (document.execCommand('copy')) { done(); }
    area.remove();
    button.focus();
  }

  // --- dialogs -----------------------------------------------------------------------------------
  var opener = null;

  function open(button) {
    var dialog = window.PF && window.PF(button.dataset.opens);
    if (!dialog) { return; }
    opener = button;
    var box = dialog.jq[0];
    var form = box.closest('form') || box;
    if (button.dataset.key !== undefined) {
      box.querySelectorAll('input[data-fill=key]').forEach(function (field) { field.value = button.dataset.key; });
      box.querySelectorAll('[data-fill=name]').forEach(function (place) { place.textContent = button.dataset.name; });
      box.querySelectorAll('[data-confirm]').forEach(function (field) {
        field.dataset.confirm = button.dataset.name;
        field.value = '';
      });
    }
    guard(form);
    dialog.show();
    setTimeout(function () { // after the dialog's own choice of focus
      var field = box.querySelector('input:not([type=hidden]):not([type=submit]):not([type=file]), textarea, select');
      var safe = box.querySelector('[data-closes]');
      (box.classList.contains('calm') && field ? field : safe || box).focus();
    }, 50);
  }

  function close(name) {
    window.PF(name).hide();
    returnFocus();
  }

  // Whoever leaves a dialog stands where it was opened.
  function returnFocus() {
    if (opener && !document.querySelector('.ui-dialog[aria-hidden=false]')) {
      opener.focus();
      opener = null;
    }
  }

  // The form's final button stays off until each field with data-confirm holds its word.
  function guard(form) {
    var fields = form.querySelectorAll('[data-confirm]');
    if (!fields.length) { return; }
    var ready = Array.prototype.every.call(fields, function (field) {
      return field.value.trim().toLowerCase() === field.dataset.confirm.trim().toLowerCase();
    }) && Array.prototype.every.call(form.querySelectorAll('input[data-agree]'), function (box) { return box.checked; });
    form.querySelectorAll('input[type=submit]').forEach(function (button) { button.disabled = !ready; });
  }

  // --- verifying rows ----------------------------------------------------------------------------
  function verify(link) {
    link.setAttribute('aria-busy', 'true');
    return fetch(main.dataset.verify + '?id=' + encodeURIComponent(link.dataset.verifies), {
      headers: { Accept: 'application/json' }, redirect: 'error'
    }).then(function (answer) {
      if (!answer.ok) { throw new Error(answer.status); }
      return answer.json();
    }).catch(function () {
      return { state: 'failed' };
    }).then(function (found) {
      var looks = { sound: ['success', 'ok', main.dataset.textVerified], broken: ['danger', 'bad', main.dataset.textBroken],
        pending: ['secondary', 'wait', main.dataset.textPending], failed: ['warning', 'warn', main.dataset.textFailed] }[found.state];
      var tag = document.createElement('a');
      tag.className = 'ui-tag ui-tag-' + looks[0];
      tag.href = link.href;
      tag.innerHTML = '<svg class="i" aria-hidden="true"><use href="#' + looks[1] + '"/></svg><span class="ui-tag-value"></span>';
      tag.lastChild.textContent = looks[2];
      if (found.state === 'sound') { link.replaceWith(tag); } else { link.after(tag); link.hidden = true; }
      return found.state;
    });
  }

  function verifyAll(button) {
    var links = Array.prototype.slice.call(document.querySelectorAll('[data-verifies]:not([hidden])'));
    var counts = { sound: 0, broken: 0, pending: 0, failed: 0 };
    button.disabled = true;
    function next() {
      var link = links.shift();
      return link ? verify(link).then(function (state) { counts[state] += 1; return next(); }) : Promise.resolve();
    }
    Promise.all([next(), next(), next(), next()]).then(function () {
      var all = counts.sound + counts.broken + counts.pending + counts.failed;
      var banner = document.getElementById('verified');
      banner.hidden = false;
      banner.classList.toggle('bad', counts.broken > 0);
      banner.classList.toggle('warn', counts.broken === 0 && counts.sound < all);
      banner.querySelector('.seal').style.display = counts.sound === all ? '' : 'none'; // never a seal for less than all
      banner.querySelector('[data-count]').textContent =
        banner.dataset.pattern.replace('{0}', counts.sound).replace('{1}', all);
      banner.querySelector('p').hidden = counts.broken === 0;
      say(banner.textContent.trim());
    });
  }

  // --- uploading, with progress ------------------------------------------------------------------
  // The same form as without a script. The answer is the next page; what it says is shown on arrival, because asking for it
  // here has already used it up.
  function upload(form) {
    var place = document.getElementById('upload-progress');
    var bar = place.querySelector('progress');
    var words = place.querySelector('[role=status]');
    var button = form.querySelector('input[type=submit]');
    var data = new FormData(form);
    var request = new XMLHttpRequest();
    data.set(button.name, button.value);
    request.open('POST', form.action);
    request.upload.onprogress = function (event) {
      if (!event.lengthComputable) { return; }
      var mega = function (bytes) { return (bytes / 1048576).toLocaleString(root.lang, { minimumFractionDigits: 1, maximumFractionDigits: 1 }); };
      bar.value = 100 * event.loaded / event.total;
      words.textContent = event.loaded < event.total
        ? form.dataset.upload.replace('{0}', mega(event.loaded)).replace('{1}', mega(event.total)) : form.dataset.inspecting;
      if (event.loaded === event.total) { bar.removeAttribute('value'); }
    };
    request.onload = function () {
      var page = new DOMParser().parseFromString(request.responseText, 'text/html');
      var said = Array.prototype.map.call(page.querySelectorAll('.banner.notice'), function (notice) { return notice.outerHTML; });
      sessionStorage.setItem('vs-notices', JSON.stringify({ at: request.responseURL, said: said }));
      location.assign(request.responseURL);
    };
    request.onerror = function () { location.reload(); };
    place.hidden = false;
    button.disabled = true;
    request.send(data);
  }

  function arrive() {
    var left = JSON.parse(sessionStorage.getItem('vs-notices') || 'null');
    sessionStorage.removeItem('vs-notices');
    if (!left || left.at !== location.href) { return; }
    left.said.reverse().forEach(function (notice) {
      var box = new DOMParser().parseFromString(notice, 'text/html').body.firstChild;
      main.querySelector('.standing').after(document.importNode(box, true));
    });
  }

  // --- events ------------------------------------------------------------------------------------
  document.addEventListener('click', function (event) {
    var target = event.target.closest('button, a, input');
    document.querySelectorAll('details.account[open]').forEach(function (menu) {
      if (!menu.contains(event.target)) { menu.open = false; }
    });
    if (!target) { return; }
    if (target.classList.contains('ui-dialog-titlebar-close')) { setTimeout(returnFocus, 60); }
    if (target.id === 'theme-switch') {
      root.dataset.theme = root.dataset.theme === 'dark' ? 'light' : 'dark';
      remember('vs-theme', root.dataset.theme);
    } else if (target.id === 'nav-switch') {
      root.dataset.nav = root.dataset.nav === 'closed' ? 'open' : 'closed';
      remember('vs-nav', root.dataset.nav);
    } else if (target.dataset.copy !== undefined) {
      copy(target);
    } else if (target.dataset.opens !== undefined) {
      open(target);
    } else if (target.dataset.closes !== undefined) {
      close(target.dataset.closes);
    } else if (target.id === 'verify-all') {
      verifyAll(target);
    } else if (target.dataset.verifies !== undefined && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      verify(target);
    }
  });

  document.addEventListener('keydown', function (event) {
    if (event.key === 'Escape') {
      setTimeout(returnFocus, 60);
      document.querySelectorAll('details.account[open]').forEach(function (menu) { menu.open = false; menu.querySelector('summary').focus(); });
      if (location.hash === '#nav') { location.hash = '#main'; }
    } else if (event.key === '/' && !/^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName)) {
      event.preventDefault();
      document.getElementById('q').focus();
    }
  });

  document.addEventListener('input', function (event) {
    if (event.target.form) { guard(event.target.form); }
  });

  document.addEventListener('change', function (event) {
    if (event.target.dataset.submits !== undefined) { event.target.form.submit(); }
  });

  // A second click on a button that is still at work does nothing.
  document.addEventListener('submit', function (event) {
    if (event.target.method !== 'post') { return; }
    if (event.target.dataset.sent !== undefined) { event.preventDefault(); return; }
    event.target.dataset.sent = '';
    if (event.target.dataset.upload !== undefined) {
      event.preventDefault();
      upload(event.target);
      return;
    }
    setTimeout(function () { delete event.target.dataset.sent; }, 10000);
  });

  // Somebody whose session ended while the page was open signs in again by loading it anew.
  if (window.jQuery) {
    window.jQuery(document).on('pfAjaxError', function () { location.reload(); });
  }

  document.querySelectorAll('form').forEach(guard);
  arrive();
}());
