import { Routes } from '@angular/router';

const routes: Routes = [
  { path: '', title: 'people.title', loadComponent: () => import('./people').then((file) => file.People) },
];

export default routes;
