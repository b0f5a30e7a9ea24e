import { partsOf, restOf, rolesFor, typedFen } from './parts';

describe('the parts of a line', () => {
  it('carry the sign of the line', () => {
    expect(partsOf(-150_00, ['100', '50'])).toEqual([-100_00, -50_00]);
    expect(partsOf(150_00, ['150.00'])).toEqual([150_00]);
  });

  it('are none while they do not add up', () => {
    expect(partsOf(150_00, ['100', '49.99'])).toBeNull();
    expect(partsOf(150_00, ['150', '0'])).toBeNull();
    expect(partsOf(150_00, ['160', '-10'])).toBeNull();
    expect(partsOf(150_00, ['x'])).toBeNull();
  });

  it('know what is left', () => {
    expect(restOf(-150_00, ['100'])).toBe(50_00);
    expect(restOf(150_00, ['100', ''])).toBe(50_00);
  });

  it('are written without sign and currency', () => {
    expect(typedFen(-1234_50)).toBe('1234.50');
  });

  it('offer costs for money out and income for money in', () => {
    expect(rolesFor(-1)[0]).toBe('OtherCost');
    expect(rolesFor(1)[0]).toBe('OtherIncome');
    expect(rolesFor(-1)).not.toContain('OtherIncome');
  });
});
