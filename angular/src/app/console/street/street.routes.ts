import { Routes } from '@angular/router';

const routes: Routes = [
  { path: '', title: 'street.title', loadComponent: () => import('./street').then((file) => file.StreetPage) },
];

export default routes;
