import { Routes } from '@angular/router';

const routes: Routes = [
  { path: '', title: 'audit.title', loadComponent: () => import('./audit').then((file) => file.Audit) },
];

export default routes;
