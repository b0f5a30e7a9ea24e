import { Routes } from '@angular/router';

import { CheckIn } from './check-in';

const routes: Routes = [{ path: ':token', title: 'checkIn.title', component: CheckIn }];

export default routes;
