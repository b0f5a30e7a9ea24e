import type { components } from '../../core/api/schema';

type Schemas = components['schemas'];

export type MySignup = Schemas['MyEntry'];

/** A shift of the list of those open to me; the page of one shift is shown by the same card. */
export type OpenShift = Pick<
  Schemas['ListOpenShiftsItem'],
  | 'shiftId'
  | 'date'
  | 'startsAt'
  | 'endsAt'
  | 'title'
  | 'titleEn'
  | 'placeName'
  | 'placeNameEn'
  | 'clubName'
  | 'places'
  | 'placesLeft'
  | 'roles'
  | 'risk'
  | 'mine'
  | 'cannot'
>;
