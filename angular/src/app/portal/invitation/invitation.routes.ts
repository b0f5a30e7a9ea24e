import { Routes } from '@angular/router';

const routes: Routes = [
  {
    path: ':token',
    title: 'invitation.title',
    loadComponent: () => import('./invitation').then((file) => file.InvitationPage),
  },
];

export default routes;
