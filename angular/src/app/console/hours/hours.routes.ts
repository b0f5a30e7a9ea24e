import { Routes } from '@angular/router';

const routes: Routes = [
  { path: '', title: 'hoursDesk.title', loadComponent: () => import('./hours-desk').then((file) => file.HoursDesk) },
];

export default routes;
