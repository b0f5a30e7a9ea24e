import { Routes } from '@angular/router';

import { askBeforeLosing } from '../../shared/ui/unsaved';

const routes: Routes = [
  { path: '', title: 'roles.title', loadComponent: () => import('./roles').then((file) => file.Roles) },
  {
    path: 'permissions',
    title: 'roles.permissionsTitle',
    canDeactivate: [askBeforeLosing],
    loadComponent: () => import('./permissions').then((file) => file.Permissions),
  },
];

export default routes;
