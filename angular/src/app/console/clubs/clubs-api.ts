import '../../core/api/api-types';
import type { components } from '../../core/api/schema';

export type ClubKind = components['schemas']['ClubKind'];
export type ClubState = components['schemas']['ClubState'];
export type ClubRow = components['schemas']['ListClubsItem'];
export type Club = components['schemas']['GetClubResponse'];
export type Member = components['schemas']['ListMembersItem'];

export const CLUB_KINDS: readonly ClubKind[] = [
  'Interest',
  'Sports',
  'Arts',
  'Patrol',
  'Mediation',
  'Service',
  'Care',
  'Party',
  'Other',
];
export const CLUB_STATES: readonly ClubState[] = ['Applied', 'Returned', 'Approved', 'Active', 'Paused', 'Dissolved'];

export type RosterStatus = 'New' | 'Matched' | 'AlreadyMember' | 'Error';

export interface RosterRow {
  row: number;
  status: RosterStatus;
  name: string;
  maskedPhone: string | null;
  match: {
    personId: string;
    name: string;
    maskedPhone: string | null;
    birthYear: number | null;
    shortCode: string;
  } | null;
  problems: { column: string; code: string; text: string; isError: boolean }[];
}

export interface RosterPreview {
  previewId: string;
  previewVersion: number;
  clubId: string;
  expiresAt: string;
  canCommit: boolean;
  counts: { new: number; matched: number; alreadyMember: number; error: number };
  rows: RosterRow[];
  encoding: string | null;
  encodingIsAGuess: boolean;
  ignoredColumns: string[];
  otherSheets: string[];
}

declare module '../../core/api/api-types' {
  interface PendingPaths {
    '/api/organizations/clubs/{clubId}/roster-previews': {
      post: Call<RosterPreview, { path: { clubId: string }; body: FormData }>;
    };
    '/api/organizations/roster-previews/{previewId}/commit': {
      post: Call<
        { registered: number; joined: number; unchanged: number },
        { path: { previewId: string }; body: { previewVersion: number; consentConfirmed: boolean } }
      >;
    };
  }
}
