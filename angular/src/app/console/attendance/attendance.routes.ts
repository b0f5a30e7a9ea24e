import { Routes } from '@angular/router';

const routes: Routes = [
  {
    path: 'roll-call',
    title: 'attendance.rollCall',
    loadComponent: () => import('./roll-call').then((file) => file.RollCall),
  },
  {
    path: 'code',
    title: 'attendance.showCode',
    loadComponent: () => import('./check-in-code').then((file) => file.CheckInCode),
  },
];

export default routes;
