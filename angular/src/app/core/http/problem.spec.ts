import { HttpErrorResponse } from '@angular/common/http';
import { TestBed } from '@angular/core/testing';
import { FormControl, FormGroup } from '@angular/forms';
import { TranslocoService } from '@jsverse/transloco';

import { provideTestTexts } from '../../../testing/texts';
import { showOnForm } from './form-problem';
import { fieldErrors, problemCode, ProblemText } from './problem';

function answer(status: number, error: unknown): HttpErrorResponse {
  return new HttpErrorResponse({ status, error });
}

describe('problem', () => {
  it('has the code of the refusal', () => {
    expect(problemCode(answer(409, { code: 'Volunteering:ShiftFull' }))).toBe('Volunteering:ShiftFull');
  });

  it('has a code also when a proxy or nobody answered', () => {
    expect(problemCode(answer(0, new ProgressEvent('error')))).toBe('Platform:NoConnection');
    expect(problemCode(answer(503, '<html>'))).toBe('Platform:Unavailable');
    expect(problemCode(answer(500, null))).toBe('Platform:Unexpected');
    expect(problemCode(new TypeError('x'))).toBe('Platform:Unexpected');
  });

  it('spells fields as the form does', () => {
    const error = answer(400, { errors: { 'Secretary.Phone': ['a'], '$.name': ['b'], '': ['c'] } });
    expect(fieldErrors(error)).toEqual({ 'secretary.phone': ['a'], name: ['b'], '': ['c'] });
  });

  describe('text', () => {
    let text: ProblemText;
    beforeEach(() => {
      TestBed.configureTestingModule({ providers: [provideTestTexts()] });
      text = TestBed.inject(ProblemText);
    });

    it('is what the server says about a refusal', () => {
      expect(text.of(answer(409, { code: 'Volunteering:ShiftFull', title: '这一班已经满了。' }))).toBe(
        '这一班已经满了。',
      );
    });

    it('is our own where the server cannot speak, in the language of the screen', () => {
      expect(text.of(answer(0, null))).toBe('连不上网络。请检查网络后再试一次。');
      TestBed.inject(TranslocoService).setActiveLang('en');
      expect(text.of(answer(0, null))).toBe('No connection. Please check the network and try again.');
    });

    it('names the trace of an unknown failure', () => {
      expect(text.of(answer(500, { title: 'An error occurred', traceId: '00-ab12-01' }))).toContain('00-ab12-01');
      expect(text.of(new Error('x'))).toBe('出了点问题，请稍后再试。');
    });
  });

  it('puts field messages on the controls of that name', () => {
    const form = new FormGroup({ name: new FormControl(''), code: new FormControl('') });
    expect(showOnForm(form, answer(400, { errors: { Name: ['太长'] } }))).toBe(true);
    expect(form.controls.name.errors).toEqual({ server: '太长' });
    expect(form.controls.name.touched).toBe(true);
    expect(
      showOnForm(form, answer(400, { errors: { secondFactorCode: ['不对'] } }), { secondFactorCode: 'code' }),
    ).toBe(true);
    expect(form.controls.code.errors).toEqual({ server: '不对' });
    expect(showOnForm(form, answer(409, { code: 'X:Y' }))).toBe(false);
  });
});
