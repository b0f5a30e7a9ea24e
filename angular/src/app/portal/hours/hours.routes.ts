import { Routes } from '@angular/router';

import { Hours } from './hours';

const routes: Routes = [{ path: '', title: 'hours.title', component: Hours }];

export default routes;
