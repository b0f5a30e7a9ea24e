import '../../core/api/api-types';

export type SignupState = 'Confirmed' | 'Waitlisted' | 'Offered';

export interface Refusal {
  readonly code: string;
  readonly text: string;
}

export interface MySignup {
  readonly signupId: string;
  readonly state: SignupState;
  readonly roleKey: string | null;
  readonly waitlistNumber: number | null;
  readonly offerExpiresAt: string | null;
  readonly needsReconfirmation: boolean;
}

export interface ShiftRole {
  readonly key: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly placesLeft: number;
  readonly cannot: Refusal | null;
}

export interface OpenShift {
  readonly id: string;
  readonly title: string;
  readonly titleEn: string | null;
  readonly clubName: string;
  readonly placeName: string;
  readonly placeNameEn: string | null;
  readonly localDate: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly placesLeft: number;
  readonly mine: MySignup | null;
  readonly cannot: Refusal | null;
  readonly roles: readonly ShiftRole[];
  readonly risk: string | null;
}

export interface ShiftDetail extends OpenShift {
  readonly description: string;
  readonly placeAddress: string;
  readonly coming: number;
  readonly names: readonly string[];
  readonly withdrawUntil: string;
  readonly changeReason: string | null;
}

declare module '../../core/api/api-types' {
  interface PendingPaths {
    '/api/volunteering/my/open-shifts': { get: Call<OpenShift[], { query: { from?: string; days?: number } }> };
    '/api/volunteering/my/shifts': { get: Call<OpenShift[]> };
    '/api/volunteering/shifts/{shiftId}': { get: Call<ShiftDetail, { path: { shiftId: string } }> };
    '/api/volunteering/shifts/{shiftId}/signups': {
      post: Call<
        { signupId: string; state: SignupState; waitlistNumber: number | null; warnings: string[] },
        { path: { shiftId: string }; body: { roleKey: string | null; acceptRisk: boolean } }
      >;
    };
    '/api/volunteering/shifts/{shiftId}/signups/mine': { delete: Call<void, { path: { shiftId: string } }> };
    '/api/volunteering/offers/{signupId}/acceptance': { post: Call<void, { path: { signupId: string } }> };
    '/api/volunteering/offers/{signupId}/refusal': { post: Call<void, { path: { signupId: string } }> };
    '/api/volunteering/signups/{signupId}/reconfirmation': { post: Call<void, { path: { signupId: string } }> };
  }
}
