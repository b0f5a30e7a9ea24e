import '../../core/api/api-types';

export type Grade = 'BothScans' | 'RollCall' | 'BackEntry';

export interface HoursLine {
  readonly id: string;
  readonly localDate: string;
  readonly title: string;
  readonly clubName: string;
  readonly minutes: number;
  readonly grade: Grade;
  readonly state: 'Proposed' | 'Approved' | 'Rejected';
  readonly recordedBy: string | null;
  readonly approvedBy: string | null;
  readonly reason: string | null;
  readonly isReversal: boolean;
}

export interface MyHours {
  readonly totalMinutes: number;
  readonly pendingMinutes: number;
  readonly byGrade: readonly { readonly grade: Grade; readonly minutes: number }[];
  readonly months: readonly { readonly month: string; readonly minutes: number }[];
  readonly entries: readonly HoursLine[];
}

declare module '../../core/api/api-types' {
  interface PendingPaths {
    '/api/volunteering/my/hours': { get: Call<MyHours> };
  }
}
