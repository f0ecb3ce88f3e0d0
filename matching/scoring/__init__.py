"""Pairs that may meet in, fits out: how well does this pair suit each other?"""
