import { Routes } from '@angular/router';

import { may } from '../../core/session/guards';

const routes: Routes = [
  {
    path: 'communities',
    canMatch: [may('Platform.ManageCommunities')],
    title: 'host.communities',
    loadComponent: () => import('./communities').then((file) => file.Communities),
  },
  {
    path: 'jobs',
    canMatch: [may('Platform.ViewJobs')],
    title: 'host.jobs',
    loadComponent: () => import('./jobs').then((file) => file.Jobs),
  },
];

export default routes;
