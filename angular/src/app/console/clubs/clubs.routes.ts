import { Routes } from '@angular/router';

const routes: Routes = [
  { path: '', title: 'clubs.title', loadComponent: () => import('./clubs').then((file) => file.Clubs) },
  {
    path: ':clubId',
    title: 'clubs.pageTitle',
    loadComponent: () => import('./club-page').then((file) => file.ClubPage),
  },
  {
    path: ':clubId/import',
    title: 'roster.title',
    loadComponent: () => import('./roster-import').then((file) => file.RosterImport),
  },
];

export default routes;
