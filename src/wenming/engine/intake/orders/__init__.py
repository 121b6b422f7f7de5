"""What a text orders (任务): from its items and sentences to directives."""
