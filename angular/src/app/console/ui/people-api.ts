import type { PendingPaths as _Pending } from '../../core/api/api-types';

export type Sex = 'Unknown' | 'Female' | 'Male';
export type ConsentBasis = 'Self' | 'PaperForm' | 'Guardian';
export type DepartureReason = 'MovedAway' | 'Died' | 'OwnWish' | 'Erased' | 'Other';

export interface PersonRow {
  id: string;
  name: string;
  shortCode: string;
  maskedPhone: string | null;
  birthYear: number | null;
  building: string | null;
  hasAccount: boolean;
  hasEmail: boolean;
  departedAt: string | null;
}

export interface PersonDetails {
  id: string;
  version: number;
  name: string;
  sex: Sex;
  birthYear: number | null;
  maskedPhone: string | null;
  maskedEmail: string | null;
  emailRefused: boolean;
  hasIdNumber: boolean;
  building: string | null;
  language: string;
  shortCode: string;
  consentBasis: ConsentBasis;
  consentAt: string;
  hasAccount: boolean;
  departedAt: string | null;
  departure: DepartureReason | null;
}

export interface PersonAnswer {
  person: PersonDetails;
  canSignIn: boolean;
  roles: { name: string; until: string | null }[];
}

export interface Revealed {
  phone: string | null;
  email: string | null;
  birthDate: string | null;
}

export interface NewPerson {
  name: string;
  consentBasis: ConsentBasis;
  sex?: Sex;
  birthDate?: string | null;
  phone?: string | null;
  email?: string | null;
  idNumber?: string | null;
  building?: string | null;
  evenIfKnown?: boolean;
}

export interface PersonChange {
  version: number;
  name: string;
  sex: Sex;
  language: string;
  building?: string | null;
  birthDate?: string | null;
  phone?: string | null;
  email?: string | null;
  idNumber?: string | null;
}

declare module '../../core/api/api-types' {
  interface PendingPaths {
    '/api/platform/people': {
      get: Call<
        { items: PersonRow[]; total: number },
        { query: { search?: string; departed?: boolean; page?: number; pageSize?: number } }
      >;
      post: Call<{ id: string }, { body: NewPerson }>;
    };
    '/api/platform/people/{personId}': {
      get: Call<PersonAnswer, { path: { personId: string } }>;
      put: Call<{ person: PersonDetails }, { path: { personId: string }; body: PersonChange }>;
    };
    '/api/platform/people/{personId}/reveal': {
      post: Call<Revealed, { path: { personId: string }; body: { reason: string } }>;
    };
    '/api/platform/people/{personId}/departure': {
      post: Call<undefined, { path: { personId: string }; body: { reason: DepartureReason } }>;
    };
    '/api/platform/people/{personId}/return': {
      post: Call<undefined, { path: { personId: string } }>;
    };
    '/api/platform/people/{personId}/invitations': {
      post: Call<{ url: string; qrSvg: string; expiresAt: string }, { path: { personId: string } }>;
    };
  }
}
