import { Routes } from '@angular/router';

import { may } from '../../core/session/guards';

const routes: Routes = [
  { path: '', title: 'people.title', loadComponent: () => import('./people').then((file) => file.People) },
  {
    path: 'erasure',
    canMatch: [may('Platform.DecideErasure')],
    title: 'people.erasure',
    loadComponent: () => import('./erasure-requests').then((file) => file.ErasureRequests),
  },
];

export default routes;
