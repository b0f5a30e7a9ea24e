import { Routes } from '@angular/router';

import { askBeforeLosing } from '../../shared/ui/unsaved';

const routes: Routes = [
  {
    path: '',
    title: 'settings.title',
    canDeactivate: [askBeforeLosing],
    loadComponent: () => import('./settings').then((file) => file.Settings),
  },
];

export default routes;
