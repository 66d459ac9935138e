// Lets a browser be told by web push, once the person asks for it.
'use strict';

const ask = document.querySelector('[data-push]');
if (ask && 'serviceWorker' in navigator && 'PushManager' in window) {
  const said = document.querySelector('[data-push-said]');
  ask.hidden = false;
  ask.addEventListener('click', async () => {
    try {
      const worker = await navigator.serviceWorker.register('/push-worker.js');
      await navigator.serviceWorker.ready;
      const subscription = await worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: ask.dataset.push });
      document.querySelector('[name="address-webpush"]').value = JSON.stringify(subscription);
      said.textContent = ask.dataset.done;
    } catch {
      said.textContent = ask.dataset.failed;
    }
  });
}
