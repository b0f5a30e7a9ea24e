import js from '@eslint/js';
import angular from 'angular-eslint';
import tseslint from 'typescript-eslint';

/** Who must not know whom; the message says why. */
function mayNotImport(...patterns) {
  return {
    'no-restricted-imports': ['error', { patterns: patterns.map(([group, message]) => ({ group, message })) }],
  };
}

const noNgZorro = [
  ['ng-zorro-antd', 'ng-zorro-antd/*'],
  'NG-ZORRO belongs to the console: it would double what a phone has to load.',
];
const noCharts = [
  ['echarts', 'echarts/*', 'ngx-echarts'],
  'Draw with CSS or SVG here; chart libraries belong to the console.',
];
const noPortal = [['**/portal', '**/portal/**'], 'Share through shared/ or core/, not by reaching into the portal.'];
const noConsole = [
  ['**/console', '**/console/**'],
  'Share through shared/ or core/, not by reaching into the console.',
];

export default tseslint.config(
  {
    ignores: ['dist/', '.angular/', 'coverage/', 'src/app/core/api/schema.d.ts', 'playwright-report/', 'test-results/'],
  },
  {
    files: ['**/*.ts'],
    extends: [
      js.configs.recommended,
      ...tseslint.configs.recommended,
      ...tseslint.configs.stylistic,
      ...angular.configs.tsRecommended,
    ],
    processor: angular.processInlineTemplates,
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', caughtErrors: 'none' }],
      '@angular-eslint/prefer-on-push-component-change-detection': 'error',
      '@angular-eslint/prefer-standalone': 'error',
      '@angular-eslint/prefer-signals': 'error',
      '@angular-eslint/component-selector': ['error', { type: 'element', prefix: 'app', style: 'kebab-case' }],
      '@angular-eslint/directive-selector': ['error', { type: 'attribute', prefix: 'app', style: 'camelCase' }],
      '@angular-eslint/no-input-rename': 'off',
      eqeqeq: 'error',
      'no-console': ['error', { allow: ['error'] }],
    },
  },
  {
    files: ['**/*.html'],
    extends: [...angular.configs.templateRecommended, ...angular.configs.templateAccessibility],
    rules: {
      '@angular-eslint/template/no-any': 'error',
      '@angular-eslint/template/button-has-type': 'error',
      '@angular-eslint/template/prefer-self-closing-tags': 'error',
      '@angular-eslint/template/prefer-control-flow': 'error',
      '@angular-eslint/template/no-positive-tabindex': 'error',
      '@angular-eslint/template/no-inline-styles': ['error', { allowNgStyle: false, allowBindToStyle: true }],
      '@angular-eslint/template/label-has-associated-control': [
        'error',
        { controlComponents: ['nz-select', 'nz-date-picker', 'nz-input-number', 'nz-range-picker', 'nz-switch'] },
      ],
    },
  },
  {
    files: ['src/app/core/**/*.ts'],
    rules: mayNotImport(noNgZorro, noCharts, noPortal, noConsole, [['**/shared/ui/**'], 'core knows no components.']),
  },
  { files: ['src/app/shared/**/*.ts'], rules: mayNotImport(noNgZorro, noCharts, noPortal, noConsole) },
  { files: ['src/app/portal/**/*.ts'], rules: mayNotImport(noNgZorro, noCharts, noConsole) },
  { files: ['src/app/console/**/*.ts'], rules: mayNotImport(noPortal) },
  {
    files: ['**/*.mjs'],
    extends: [js.configs.recommended],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly' } },
  },
);
