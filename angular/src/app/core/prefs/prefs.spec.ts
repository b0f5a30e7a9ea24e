import { TestBed } from '@angular/core/testing';

import { Prefs } from './prefs';

describe('prefs', () => {
  beforeEach(() => localStorage.clear());
  afterEach(() => localStorage.clear());

  it('put the chosen letters on the page and remember them', () => {
    const prefs = TestBed.inject(Prefs);
    prefs.setTextSize('huge');
    expect(document.documentElement.dataset['size']).toBe('huge');
    expect(localStorage.getItem('volunteer.size')).toBe('huge');
  });

  it('start with what the phone remembers, and with normal letters when that is nonsense', () => {
    localStorage.setItem('volunteer.size', 'enormous');
    expect(TestBed.inject(Prefs).textSize()).toBe('normal');
    TestBed.resetTestingModule();
    localStorage.setItem('volunteer.size', 'elder');
    expect(TestBed.inject(Prefs).textSize()).toBe('elder');
  });

  it('survive the wiping of storage at sign-out', () => {
    localStorage.setItem('volunteer.size', 'elder');
    const prefs = TestBed.inject(Prefs);
    prefs.write('language', 'en');
    localStorage.clear();
    prefs.writeAgain();
    expect(localStorage.getItem('volunteer.size')).toBe('elder');
    expect(localStorage.getItem('volunteer.language')).toBe('en');
  });
});
