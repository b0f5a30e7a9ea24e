import { isHidden, isInstant, readable } from './in-words';

describe('the audit trail in words', () => {
  it.each([
    ['MovedAway', 'MovedAway'],
    [null, ''],
    ['', ''],
    ['0193a1b2-0000-7000-8000-00000000abcd', null],
    ['{"a":1}', null],
    ['["x"]', null],
  ])('%s reads %s', (value, text) => {
    expect(readable(value)).toBe(text);
  });

  it('keeps personal values out of sight', () => {
    expect(isHidden('***', '***')).toBe(true);
    expect(isHidden(null, '***')).toBe(true);
    expect(isHidden('3号楼', '4号楼')).toBe(false);
  });

  it('knows a time when it sees one', () => {
    expect(isInstant('2026-11-21T08:00:00+00:00')).toBe(true);
    expect(isInstant('2026-11-21')).toBe(false);
  });
});
