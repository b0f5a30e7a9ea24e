import '../../core/api/api-types';
import type { components } from '../../core/api/schema';

type Schemas = components['schemas'];

export type EditScope = 'This' | 'Following' | 'All';
export type EditEffect =
  | 'Changed'
  | 'Moved'
  | 'Cancelled'
  | 'Removed'
  | 'KeptForReview'
  | 'NeedsDecision'
  | 'Reopened'
  | 'Added';

/** What is left out stays as it is. */
export interface DutyChange {
  cancel?: boolean;
  date?: string | null;
  startTime?: string | null;
  minutes?: number | null;
  rule?: string | null;
  startDate?: string | null;
  endDate?: string | null;
  noEnd?: boolean;
  missingDay?: Schemas['MissingDay'] | null;
  holidayPolicy?: Schemas['HolidayPolicy'] | null;
  places?: number | null;
  roles?: Schemas['RoleInput'][] | null;
  placeId?: string | null;
  text?: Schemas['TextInput'] | null;
}

export interface EditMoment {
  date: string;
  startsAt: string;
  endsAt: string;
  state: Schemas['ShiftState'];
  placeName: string;
  places: number;
  title: string;
}

export interface EditDate {
  shiftId: string | null;
  originalDate: string;
  effect: EditEffect;
  before: EditMoment | null;
  after: EditMoment | null;
  holidayName: string | null;
  people: number;
  over: number;
}

export interface EditPreview {
  fingerprint: string;
  counts: EditCounts;
  dates: EditDate[];
  people: { personId: string; name: string; dates: number }[];
  clashes: {
    personId: string;
    name: string;
    shiftId: string;
    startsAt: string;
    otherShiftId: string;
    otherTitle: string;
    otherStartsAt: string;
  }[];
  lackingSkill: { personId: string; name: string; shiftId: string; date: string; skillId: string; skillName: string }[];
}

export interface EditCounts {
  dates: number;
  people: number;
  moved: number;
  cancelled: number;
  removed: number;
  keptForReview: number;
  added: number;
  clashes: number;
  lackingSkill: number;
}

export interface EditRequest {
  scope: EditScope;
  change: DutyChange;
  shiftId?: string | null;
  reason?: string | null;
}

export interface CalendarDay {
  date: string;
  kind: 'Holiday' | 'Workday';
  holidayName: string;
  holidayKey: string;
}

export interface CalendarShift {
  shiftId: string;
  dutyId: string;
  clubId: string;
  clubName: string;
  title: string;
  titleEn: string | null;
  kind: Schemas['DutyKind'];
  placeName: string;
  localDate: string;
  startsAt: string;
  endsAt: string;
  state: Schemas['ShiftState'];
  cancelledBy: Schemas['CancelCause'] | null;
  review: Schemas['ReviewReason'] | null;
  holidayName: string | null;
  movedFrom: string | null;
  places: number;
  taken: number;
  waiting: number;
}

export interface ReviewItem {
  shiftId: string;
  dutyId: string;
  clubId: string;
  title: string;
  titleEn: string | null;
  localDate: string;
  startsAt: string;
  endsAt: string;
  state: Schemas['ShiftState'];
  review: Schemas['ReviewReason'] | null;
  holidayName: string | null;
  suggestedDate: string | null;
  taken: number;
  version: number;
}

export type Decision = 'Hold' | 'Skip' | 'MoveTo';

interface OneDuty {
  path: { dutyId: string };
}

declare module '../../core/api/api-types' {
  interface PendingPaths {
    '/api/volunteering/duties/{dutyId}': {
      get: Call<Schemas['GetDutyResponse'], OneDuty>;
      put: Call<
        void,
        OneDuty & {
          body: {
            text: Schemas['TextInput'];
            placeId: string;
            kind: Schemas['DutyKind'];
            who: Schemas['WhoInput'];
            version: number;
          };
        }
      >;
    };
    '/api/volunteering/duties/{dutyId}/edit-previews': { post: Call<EditPreview, OneDuty & { body: EditRequest }> };
    '/api/volunteering/duties/{dutyId}/edits': {
      post: Call<{ dutyId: string; counts: EditCounts }, OneDuty & { body: EditRequest & { fingerprint: string } }>;
    };
    '/api/volunteering/duties/{dutyId}/pause': { post: Call<void, OneDuty> };
    '/api/volunteering/duties/{dutyId}/resumption': { post: Call<void, OneDuty> };
    '/api/volunteering/duties/{dutyId}/end': { post: Call<void, OneDuty & { body: { lastDay: string } }> };
    '/api/volunteering/calendar': {
      get: Call<
        { days: CalendarDay[]; shifts: CalendarShift[] },
        { query: { from: string; to: string; clubId?: string } }
      >;
    };
    '/api/volunteering/shifts/review': { get: Call<ReviewItem[]> };
    '/api/volunteering/shifts/{shiftId}/decision': {
      post: Call<
        void,
        {
          path: { shiftId: string };
          body: { decision: Decision; date?: string | null; startTime?: string | null; reason?: string | null };
        }
      >;
    };
  }
}
