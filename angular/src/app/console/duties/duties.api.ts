import type { components } from '../../core/api/schema';

type Schemas = components['schemas'];

export type EditScope = Schemas['EditScope'];
export type EditEffect = Schemas['EditEffect'];
export type EditDate = Schemas['EditDate'];
export type EditPreview = Schemas['EditPreview'];
export type CalendarDay = Schemas['ShowCalendarDay'];
export type CalendarShift = Schemas['ShowCalendarItem'];
export type ReviewItem = Schemas['ListShiftsForReviewItem'];
export type Decision = Schemas['DecideShiftRequest']['decision'];

/** What is left out stays as it is. */
export type DutyChange = Partial<Schemas['DutyChange']>;

export interface EditRequest {
  readonly scope: EditScope;
  readonly change: DutyChange;
  readonly shiftId?: string | null;
  readonly reason?: string | null;
}

/** As the server takes it: the two switches are always said. */
export function editBody(request: EditRequest) {
  return { ...request, change: { cancel: false, noEnd: false, ...request.change } };
}
