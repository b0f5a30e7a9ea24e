import { reasonParams, storedReason } from './reasons';

describe('reasons', () => {
  it('write amounts as people do', () => {
    expect(reasonParams({ code: 'FeeNetted', value: '60' })).toEqual({ value: '¥0.60' });
    expect(reasonParams({ code: 'Partial', value: '12345' })).toEqual({ value: '¥123.45' });
  });

  it('leave codes and counts as they are', () => {
    expect(reasonParams({ code: 'NoteCode', value: 'JK248848' })).toEqual({ value: 'JK248848' });
    expect(reasonParams({ code: 'DaysApart', value: '3' })).toEqual({ value: '3' });
    expect(reasonParams({ code: 'SameDay', value: null })).toEqual({ value: '' });
  });

  it('are read back from the history', () => {
    expect(storedReason('NoteCode:JK248848')).toEqual({ code: 'NoteCode', value: 'JK248848' });
    expect(storedReason('SameAmount')).toEqual({ code: 'SameAmount', value: null });
    expect(storedReason('ExternalId:a:b')).toEqual({ code: 'ExternalId', value: 'a:b' });
  });
});
