/** Buttons: `primary` is the one thing to do here, `plain` the others, `quiet` what is seldom needed. */
import { Button as AriaButton, type ButtonProps } from 'react-aria-components';
import './button.css';

interface Props extends Omit<ButtonProps, 'className'> {
  kind?: 'primary' | 'plain' | 'quiet' | 'alarm' | 'private';
  large?: boolean;
}

export function Button({ kind = 'plain', large = false, ...props }: Props) {
  return <AriaButton {...props} className={`button button-${kind}${large ? ' button-large' : ''}`} />;
}
