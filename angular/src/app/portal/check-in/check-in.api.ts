import '../../core/api/api-types';

export interface CheckedIn {
  readonly shiftId: string;
  readonly title: string;
  readonly arrivedAt: string;
  readonly endsAt: string;
  readonly leftAt: string | null;
}

declare module '../../core/api/api-types' {
  interface PendingPaths {
    '/api/volunteering/check-ins': { post: Call<CheckedIn, { body: { token: string } }> };
    '/api/volunteering/check-outs': { post: Call<CheckedIn, { body: { shiftId: string } }> };
  }
}
