// Shows a warning that came by web push; a later version takes the place of the one before.
'use strict';

self.addEventListener('push', event => {
  const said = event.data.json();
  event.waitUntil(self.registration.showNotification(said.title, {
    body: said.body, tag: said.tag, renotify: true, lang: said.lang, data: { url: said.url },
  }));
});

self.addEventListener('notificationclick', event => {
  event.notification.close();
  if (event.notification.data.url) event.waitUntil(self.clients.openWindow(event.notification.data.url));
});
