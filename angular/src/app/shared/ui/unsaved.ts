import { inject } from '@angular/core';
import { CanDeactivateFn } from '@angular/router';

import { Confirm } from './confirm';

/** A page with a form says whether something in it would be lost. */
export interface MayHaveUnsaved {
  hasUnsaved(): boolean;
}

/** For a form's route: `canDeactivate: [askBeforeLosing]`. */
export const askBeforeLosing: CanDeactivateFn<MayHaveUnsaved> = (page) =>
  !page.hasUnsaved() ||
  inject(Confirm).ask({
    title: 'common.unsavedTitle',
    text: 'common.unsavedText',
    yes: 'common.leaveAnyway',
    no: 'common.stay',
    danger: true,
  });
