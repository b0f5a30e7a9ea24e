import { Routes } from '@angular/router';

import { ShiftRoster } from './shift-roster';

const routes: Routes = [{ path: ':id', title: 'shiftRoster.title', component: ShiftRoster }];

export default routes;
