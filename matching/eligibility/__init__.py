"""Pairs in, verdicts out: may this person and this opening meet in this round?"""
