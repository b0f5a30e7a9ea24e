import type { components } from '../../core/api/schema';
import { Tone } from '../../shared/ui/status-tag';

type State = components['schemas']['ClubState'];

const TONES: Readonly<Record<State, Tone>> = {
  Applied: 'info',
  Returned: 'warn',
  Approved: 'info',
  Active: 'good',
  Paused: 'plain',
  Dissolved: 'plain',
};

/** As the applicant reads it: a returned application is the one to act on. */
export function toneOf(state: State): Tone {
  return TONES[state];
}
