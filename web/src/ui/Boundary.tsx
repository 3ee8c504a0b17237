import { Component, type ComponentChildren } from 'preact';
import { PageFailed } from './PageState.tsx';

interface BoundaryProps {
  /** Another place is another chance. */
  place: string;
  children: ComponentChildren;
}

/** Says so in words when a page breaks, instead of leaving an empty window. */
export class Boundary extends Component<BoundaryProps, { failed: boolean }> {
  override state = { failed: false };

  static override getDerivedStateFromError() {
    return { failed: true };
  }

  override componentDidUpdate(before: BoundaryProps) {
    if (this.state.failed && before.place !== this.props.place) this.setState({ failed: false });
  }

  override render() {
    return this.state.failed ? <PageFailed isBroken /> : this.props.children;
  }
}
