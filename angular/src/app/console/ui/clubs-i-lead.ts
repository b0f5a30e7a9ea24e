import { computed, inject, Signal } from '@angular/core';

import { apiResource } from '../../core/api/api';
import type { components } from '../../core/api/schema';
import { SessionStore } from '../../core/session/session-store';

export type Club = components['schemas']['ListClubsItem'];

const MOST = 200;

/** The clubs somebody plans for: a leader's own, for the secretary all that have ever worked. Call it in an injection context. */
export function clubsILead(): Signal<readonly Club[]> {
  const session = inject(SessionStore);
  const all = apiResource('/api/organizations/clubs', () => ({ query: { pageSize: MOST } }));
  return computed(() => {
    const secretary = session.membership()?.roles.includes('secretary') ?? false;
    const clubs = all.hasValue() ? all.value().items : [];
    return clubs.filter(
      (club) =>
        (club.state === 'Active' || club.state === 'Paused') &&
        (secretary || club.myPost === 'Leader' || club.myPost === 'Deputy'),
    );
  });
}
