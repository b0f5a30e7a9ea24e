import { Routes } from '@angular/router';

const routes: Routes = [
  { path: '', title: 'messages.title', loadComponent: () => import('./messages').then((file) => file.Messages) },
  {
    path: 'call-list',
    title: 'messages.callList',
    loadComponent: () => import('./call-list').then((file) => file.CallList),
  },
];

export default routes;
