import { Routes } from '@angular/router';

import { provideConsole } from './console-providers';

// One line per feature: `{ path: 'roster', canMatch: [may('Volunteering.Plan')], loadChildren: () => import('./roster/roster.routes') },`
const features: Routes = [];

const routes: Routes = [
  {
    path: '',
    providers: [provideConsole()],
    loadComponent: () => import('./console-shell').then((file) => file.ConsoleShell),
    children: [
      {
        path: '',
        pathMatch: 'full',
        title: 'desk.title',
        loadComponent: () => import('./desk/desk').then((file) => file.Desk),
      },
      ...features,
      {
        path: '**',
        title: 'consoleShell.notFoundTitle',
        loadComponent: () => import('./console-not-found').then((file) => file.ConsoleNotFound),
      },
    ],
  },
];

export default routes;
