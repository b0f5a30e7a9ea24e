import { Routes } from '@angular/router';

const routes: Routes = [
  { path: '', title: 'account.title', loadComponent: () => import('./account').then((file) => file.Account) },
];

export default routes;
