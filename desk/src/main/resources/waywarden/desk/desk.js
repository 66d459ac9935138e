// What a page cannot do without a script: ask back, count letters, use a passkey.
'use strict';

const csrf = document.querySelector('meta[name=csrf]')?.content ?? '';

for (const here of document.querySelectorAll('[data-here]')) here.value = location.pathname + location.search;

document.addEventListener('submit', event => {
  const words = event.target.dataset.confirm;
  if (words && !window.confirm(words)) event.preventDefault();
  else if (!event.defaultPrevented) leaving = true;
});

// --- writing ---

let leaving = false;
let written = false;
const writing = document.querySelector('form.writing');
if (writing) {
  writing.addEventListener('input', () => { written = true; });
  window.addEventListener('beforeunload', event => { if (written && !leaving) event.preventDefault(); });
}
for (const field of document.querySelectorAll('[data-count]')) {
  const label = document.querySelector(`label[for="${CSS.escape(field.id)}"]`);
  if (!label) continue;
  const count = label.appendChild(Object.assign(document.createElement('span'), { className: 'count' }));
  const tell = () => { count.textContent = [...field.value].length; };
  field.addEventListener('input', tell);
  tell();
}

// --- passkeys ---

const bytes = text => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), c => c.charCodeAt(0));
const text = buffer => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');

async function post(address, body) {
  const answer = await fetch(address, { method: 'POST', headers: { 'Content-Type': 'application/json', 'X-CSRF-TOKEN': csrf }, body: body ? JSON.stringify(body) : undefined });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

const ids = list => (list ?? []).map(one => ({ ...one, id: bytes(one.id) }));

async function signIn() {
  const options = await post('/webauthn/authenticate/options');
  const found = await navigator.credentials.get({ publicKey: { ...options, challenge: bytes(options.challenge), allowCredentials: ids(options.allowCredentials) } });
  const { response } = found;
  const answer = await post('/login/webauthn', {
    id: found.id, rawId: text(found.rawId), type: found.type, credType: found.type,
    clientExtensionResults: found.getClientExtensionResults(), authenticatorAttachment: found.authenticatorAttachment,
    response: {
      authenticatorData: text(response.authenticatorData), clientDataJSON: text(response.clientDataJSON), signature: text(response.signature),
      userHandle: response.userHandle ? text(response.userHandle) : undefined,
    },
  });
  location.href = answer.redirectUrl;
}

async function register(label) {
  const options = await post('/webauthn/register/options');
  const made = await navigator.credentials.create({ publicKey: {
    ...options, challenge: bytes(options.challenge), user: { ...options.user, id: bytes(options.user.id) }, excludeCredentials: ids(options.excludeCredentials),
  } });
  const { response } = made;
  await post('/webauthn/register', { publicKey: { label, credential: {
    id: made.id, rawId: text(made.rawId), type: made.type, clientExtensionResults: made.getClientExtensionResults(), authenticatorAttachment: made.authenticatorAttachment,
    response: { attestationObject: text(response.attestationObject), clientDataJSON: text(response.clientDataJSON), transports: response.getTransports?.() ?? [] },
  } } });
  location.reload();
}

function offer(button, work) {
  if (!button || !window.PublicKeyCredential) return;
  const said = document.querySelector('[data-passkey-said]');
  button.hidden = false;
  button.addEventListener('click', async () => {
    said.textContent = '';
    try { await work(); } catch { said.textContent = button.dataset.failed; }
  });
}

offer(document.querySelector('[data-passkey-in]'), signIn);
offer(document.querySelector('[data-passkey-new]'), () => register(document.querySelector('#passkey-label').value || 'passkey'));
