import type { Shape } from '../../core/api/shapes';

export type Sex = Shape<'Sex'>;
export type ConsentBasis = Shape<'ConsentBasis'>;
export type DepartureReason = NonNullable<Shape<'DepartureReason'>>;
export type PersonRow = Shape<'ListPeopleItem'>;
export type PersonDetails = Shape<'PersonDetails'>;
export type Revealed = Shape<'RevealPersonResponse'>;

declare module '../../core/api/api-types' {
  interface PendingPaths {
    '/api/platform/people/{personId}/invitations': {
      post: Call<{ url: string; qrSvg: string; expiresAt: string }, { path: { personId: string } }>;
    };
  }
}
