import { Routes } from '@angular/router';

const routes: Routes = [
  { path: '', title: 'ourClubs.title', loadComponent: () => import('./club-list').then((file) => file.ClubList) },
  { path: 'new', title: 'ourClubs.applyTitle', loadComponent: () => import('./apply').then((file) => file.Apply) },
  { path: ':id', title: 'ourClubs.title', loadComponent: () => import('./club-page').then((file) => file.ClubPage) },
];

export default routes;
