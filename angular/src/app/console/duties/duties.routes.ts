import { Routes } from '@angular/router';

import { askBeforeLosing } from '../../shared/ui/unsaved';
import { Duties } from './duties';
import { DutyEditor } from './duty-editor';
import { DutyPage } from './duty-page';
import { Review } from './review';

const routes: Routes = [
  { path: '', title: 'duties.title', component: Duties },
  { path: 'new', title: 'duties.new', component: DutyEditor, canDeactivate: [askBeforeLosing] },
  { path: 'review', title: 'decide.listTitle', component: Review },
  { path: ':id', title: 'duties.pageTitle', component: DutyPage },
  { path: ':id/edit', title: 'duties.edit', component: DutyEditor, canDeactivate: [askBeforeLosing] },
];

export default routes;
