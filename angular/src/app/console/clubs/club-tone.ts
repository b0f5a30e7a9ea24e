import { Tone } from '../../shared/ui/status-tag';
import { ClubState } from './clubs-api';

const TONES: Readonly<Record<ClubState, Tone>> = {
  Applied: 'warn',
  Returned: 'info',
  Approved: 'info',
  Active: 'good',
  Paused: 'plain',
  Dissolved: 'plain',
};

export function toneOfClub(state: ClubState): Tone {
  return TONES[state];
}
