import { Routes } from '@angular/router';

const routes: Routes = [
  { path: ':code', title: 'join.title', loadComponent: () => import('./join').then((file) => file.Join) },
];

export default routes;
