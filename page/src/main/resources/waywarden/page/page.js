// What a page cannot do without a script: take files in, show how far the reading is, fetch more of a long conversation.
'use strict';

const said = (box, words) => { const line = box.querySelector('[data-said]'); if (line && line.textContent !== words) line.textContent = words; };

// --- files ---

async function under(entry, path, into) {
  if (entry.isFile) {
    const file = await new Promise((yes, no) => entry.file(yes, no));
    into.push({ file, name: path + file.name });
  } else if (entry.isDirectory) {
    const reader = entry.createReader();
    for (;;) {
      const some = await new Promise((yes, no) => reader.readEntries(yes, no));
      if (some.length === 0) break;
      for (const one of some) await under(one, path + entry.name + '/', into);
    }
  }
}

const media = /\.(jpe?g|png|gif|webp|heic|mp4|mov|avi|mkv|webm|3gp|mp3|m4a|ogg|opus|aac|wav|amr|vcf|pdf)$/i;

function send(address, file, heard) {
  return new Promise((yes, no) => {
    const request = new XMLHttpRequest();
    request.open('PUT', address);
    request.upload.onprogress = event => heard(event.loaded);
    request.onload = () => { try { yes(JSON.parse(request.responseText)); } catch { no(new Error('answer')); } };
    request.onerror = () => no(new Error('gone'));
    request.send(file);
  });
}

async function post(address, fields) {
  const answer = await fetch(address, { method: 'POST', body: new URLSearchParams(fields) });
  return answer.json();
}

async function take(zone, all) {
  const files = all.filter(one => one.file.size > 0 && (all.length === 1 || !media.test(one.name)));
  const address = zone.dataset.drop;
  const words = zone.querySelector('[data-words]').dataset;
  const going = zone.querySelector('.going');
  const bar = going.querySelector('progress');
  const refused = zone.querySelector('[data-refused]');
  refused.textContent = '';
  if (files.length === 0) return;
  going.hidden = false;
  said(going, words.sending);
  const total = files.reduce((sum, one) => sum + one.file.size, 0);
  let before = 0;
  try {
    let answer = await post(address + '/begin', { bytes: String(total) });
    for (const one of files) {
      if (answer.refused) break;
      answer = await send(address + '/file?name=' + encodeURIComponent(one.name), one.file, loaded => { bar.value = 100 * (before + loaded) / total; });
      before += one.file.size;
    }
    if (!answer.refused) answer = await post(address + '/read', {});
    if (answer.refused) {
      going.hidden = true;
      refused.textContent = answer.refused;
      return;
    }
    bar.removeAttribute('value');
    follow(going, address + '/state');
  } catch {
    going.hidden = true;
    refused.textContent = words.gone;
  }
}

for (const zone of document.querySelectorAll('[data-drop]')) {
  const whole = document.documentElement;
  whole.addEventListener('dragover', event => { event.preventDefault(); zone.classList.add('over'); });
  whole.addEventListener('dragleave', event => { if (event.relatedTarget === null) zone.classList.remove('over'); });
  whole.addEventListener('drop', async event => {
    event.preventDefault();
    zone.classList.remove('over');
    // Taken at once: what was dropped is gone after the first wait.
    const dropped = [...event.dataTransfer.items].filter(item => item.kind === 'file').map(item => ({ entry: item.webkitGetAsEntry && item.webkitGetAsEntry(), file: item.getAsFile() }));
    const files = [];
    for (const { entry, file } of dropped) {
      if (entry && entry.isDirectory) await under(entry, '', files);
      else if (file) files.push({ file, name: file.name });
    }
    take(zone, files);
  });
  for (const input of zone.querySelectorAll('input[type=file]')) {
    input.addEventListener('change', () => take(zone, [...input.files].map(file => ({ file, name: file.webkitRelativePath || file.name }))));
  }
}

// --- before she sends it ---

const fragment = text => [...new DOMParser().parseFromString(text, 'text/html').body.children];

for (const form of document.querySelectorAll('[data-look]')) {
  const draft = form.querySelector('textarea');
  const to = form.querySelector('select');
  const found = form.querySelector('[data-found]');
  let asked = 0;
  let waiting;
  const show = async asking => {
    const mine = ++asked;
    let answer;
    try { answer = fragment(await (await asking()).text()); } catch { answer = [form.dataset.gone]; }
    if (mine === asked) found.replaceChildren(...answer);
  };
  // A form takes a megabyte; what is longer goes as a file does.
  const look = () => draft.value.length > 60000 ? take(new File([draft.value], 'draft.txt')) : show(() => fetch(form.dataset.look, { method: 'POST', body: new URLSearchParams({ text: draft.value, to: to ? to.value : '' }) }));
  const take = file => show(() => fetch(form.dataset.draft + '?name=' + encodeURIComponent(file.name) + '&to=' + encodeURIComponent(to ? to.value : ''), { method: 'PUT', body: file }));
  draft.addEventListener('input', () => { clearTimeout(waiting); waiting = setTimeout(look, 120); });
  if (to) to.addEventListener('change', look);
  form.addEventListener('submit', event => { event.preventDefault(); look(); });
  form.querySelector('[data-draft-file]').addEventListener('change', event => { if (event.target.files.length) take(event.target.files[0]); });
  form.addEventListener('dragover', event => { event.preventDefault(); form.classList.add('over'); });
  form.addEventListener('dragleave', () => form.classList.remove('over'));
  form.addEventListener('drop', event => {
    form.classList.remove('over');
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    take(event.dataTransfer.files[0]);
  });
}

for (const form of document.querySelectorAll('[data-register]')) {
  form.addEventListener('submit', async event => {
    event.preventDefault();
    const refused = form.querySelector('[data-refused]');
    const [register, keyFile] = form.querySelectorAll('input[type=file]');
    refused.textContent = '';
    try {
      const key = keyFile.files.length ? await keyFile.files[0].text() : form.querySelector('textarea').value;
      await post(form.dataset.register + '/key', { key: key.slice(0, 5000) });
      const answer = await (await fetch(form.dataset.register + '/register', { method: 'PUT', body: register.files[0] })).json();
      if (answer.refused) refused.textContent = answer.refused;
      else location.assign(form.dataset.register);
    } catch {
      refused.textContent = form.dataset.gone;
    }
  });
}

// --- how far it is ---

async function follow(box, address) {
  const bar = box.querySelector('progress');
  for (;;) {
    let state;
    try { state = await (await fetch(address)).json(); } catch { said(box, '…'); return; }
    said(box, state.said);
    if (state.of > 0) bar.value = 100 * state.done / state.of;
    if (state.over) { location.assign(location.pathname); return; }
    await new Promise(yes => setTimeout(yes, 350));
  }
}

for (const box of document.querySelectorAll('[data-drop-state]')) follow(box, box.dataset.dropState);

for (const box of document.querySelectorAll('[data-work]')) {
  (async () => {
    for (;;) {
      await new Promise(yes => setTimeout(yes, 700));
      try { if ((await (await fetch(box.dataset.work)).json()).idle) break; } catch { return; }
    }
    location.reload();
  })();
}

// --- the words that were marked tell what they are, as the small button after them does ---

const finding = mark => {
  let next = mark.nextElementSibling;
  while (next && !next.matches('button.ref')) next = next.nextElementSibling;
  return next;
};
document.addEventListener('click', event => {
  const mark = event.target.closest('.message .text mark');
  const button = mark && getSelection().isCollapsed && finding(mark);
  if (button) button.click();
});
document.addEventListener('mouseover', event => {
  const mark = event.target.closest('.message .text mark:not([title])');
  const button = mark && finding(mark);
  if (button) mark.title = button.title;
});

// --- what an address points at must not be folded away ---

function unfold() {
  const place = location.hash && document.getElementById(location.hash.slice(1));
  // A summary opens what it stands for.
  const folded = place && place.closest('details:not([open])');
  if (!folded) return;
  folded.open = true;
  place.scrollIntoView({ behavior: 'instant' });
}
unfold();
addEventListener('hashchange', unfold);

// --- long conversations: what is scrolled to is fetched, what is far away is let go ---

const lines = 150;
const held = 900;

// Changes what stands above or below a place without the place moving under her eyes.
function steady(place, change) {
  const before = place.getBoundingClientRect().top;
  change();
  scrollBy({ top: place.getBoundingClientRect().top - before, behavior: 'instant' });
}

async function more(link) {
  const place = link.closest('.more');
  if (!place || place.getAttribute('aria-busy') === 'true') return null;
  place.setAttribute('aria-busy', 'true');
  const answer = await fetch(link.dataset.more);
  if (!answer.ok) throw new Error('answer');
  const part = fragment(await answer.text());
  const below = place.nextElementSibling;
  if (place.dataset.earlier && below) steady(below, () => place.replaceWith(...part));
  else place.replaceWith(...part);
  return part;
}

document.addEventListener('click', async event => {
  const link = event.target.closest('a[data-more]');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  try {
    const part = await more(link);
    const first = part && part.find(one => one.classList.contains('message'));
    if (first) { first.tabIndex = -1; first.focus({ preventScroll: true }); }
  } catch {
    location.assign(link.href);
  }
});

for (const talk of document.querySelectorAll('[data-conversation]')) {
  const address = talk.dataset.conversation;
  const total = Number(talk.dataset.messages);
  const index = message => Number(message.id.split('-m')[1]);
  const end = (side, at) => {
    const link = document.createElement('a');
    const from = side === 'earlier' ? Math.max(0, at - lines) : at;
    link.href = address + '?m=' + from + '#c1-m' + from;
    link.dataset.more = address + '/messages?' + (side === 'earlier' ? 'side=earlier&' : '') + 'from=' + from + '&to=' + (side === 'earlier' ? at : total);
    link.textContent = side === 'earlier' ? talk.dataset.wordsEarlier : talk.dataset.wordsLater;
    const place = document.createElement('p');
    place.className = 'more';
    place.dataset[side] = String(at);
    place.append(link);
    return place;
  };
  const letGo = side => {
    const all = [...talk.querySelectorAll('.message')];
    if (all.length <= held) return;
    const keep = side === 'earlier' ? all.slice(all.length - held) : all.slice(0, held);
    const edge = side === 'earlier' ? keep[0] : keep.at(-1);
    const next = () => side === 'earlier' ? edge.previousElementSibling : edge.nextElementSibling;
    steady(side === 'earlier' ? all.at(-1) : all[0], () => {
      for (let one = next(); one && !one.matches('h2, form'); one = next()) one.remove();
      edge[side === 'earlier' ? 'before' : 'after'](end(side, side === 'earlier' ? index(edge) : index(edge) + 1));
    });
  };
  const near = new IntersectionObserver(async seen => {
    for (const one of seen) {
      if (!one.isIntersecting || !one.target.isConnected) continue;
      const side = one.target.dataset.earlier ? 'earlier' : 'later';
      try {
        if (await more(one.target.querySelector('a'))) letGo(side === 'earlier' ? 'later' : 'earlier');
      } catch {
        one.target.removeAttribute('aria-busy');
        continue;
      }
      watch();
    }
  }, { rootMargin: '2000px 0px' });
  const watch = () => {
    near.disconnect();
    for (const place of talk.querySelectorAll('.more[data-earlier], .more[data-later]')) near.observe(place);
  };
  // Only once she scrolls: a page that was just opened stays as it is.
  addEventListener('scroll', watch, { once: true, passive: true });
}

// --- what is printed ---

for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false;
  button.addEventListener('click', () => window.print());
}
