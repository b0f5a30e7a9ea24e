import { Routes } from '@angular/router';

import { ShiftList } from './shift-list';
import { ShiftPage } from './shift-page';

const routes: Routes = [
  { path: '', title: 'shifts.title', component: ShiftList },
  { path: ':id', title: 'shifts.pageTitle', component: ShiftPage },
];

export default routes;
